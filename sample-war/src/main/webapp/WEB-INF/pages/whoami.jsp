<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="title" value="Who am I"/>
<c:set var="place" value="whoami"/>
<%@ include file="top.jspf" %>
      <h1>Who am I</h1>
      <p class="lead">What this JSP sees through the plain Servlet API.</p>
      <dl>
        <dt><code>getUserPrincipal()</code></dt>
        <dd><c:out value="${pageContext.request.userPrincipal.name}"/></dd>
        <dt><code>getRemoteUser()</code></dt>
        <dd><c:out value="${pageContext.request.remoteUser}"/></dd>
        <dt><code>getAuthType()</code></dt>
        <dd><c:out value="${pageContext.request.authType}"/></dd>
        <c:forEach var="role" items="${['customer', 'clerk', 'admin']}">
          <dt><code>isUserInRole("${role}")</code></dt>
          <dd>${pageContext.request.isUserInRole(role) ? 'yes' : 'no'}</dd>
        </c:forEach>
      </dl>
      <h2>What your session keeps</h2>
      <c:choose>
        <c:when test="${empty sessionScope}"><p>Nothing yet.</p></c:when>
        <c:otherwise>
          <dl>
            <c:forEach var="attribute" items="${sessionScope}">
              <dt><code><c:out value="${attribute.key}"/></code></dt>
              <dd><c:out value="${attribute.value}"/></dd>
            </c:forEach>
          </dl>
        </c:otherwise>
      </c:choose>
<%@ include file="bottom.jspf" %>
