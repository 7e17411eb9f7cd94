<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="title" value="${problem.title()}"/>
<%@ include file="top.jspf" %>
      <h1><c:out value="${problem.title()}"/></h1>
      <p class="lead"><c:out value="${problem.detail()}"/></p>
      <p><a href="${root}/index.html">Back to the entrance</a></p>
    </main>
  </body>
</html>
